"use client";
import { ErrorView } from "#components/shell/error-view.tsx";

export default ErrorView;
