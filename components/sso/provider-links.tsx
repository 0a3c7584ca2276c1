import { buttonStyle } from "#components/ui/button-style.ts";
import { routes } from "#lib/routes.ts";
import type { SignInProvider } from "#server/sso/schema.ts";

/** The ways to sign in at another house. Plain links: they lead away from this portal. */
export function ProviderLinks({ providers, next }: { providers: SignInProvider[]; next: string }) {
  if (providers.length === 0) return null;
  return (
    <div className="mt-6 border-t border-rule pt-5">
      <p id="other-ways" className="text-sm text-muted">
        Or sign in where you have an account already
      </p>
      <ul aria-labelledby="other-ways" className="mt-3 flex flex-col gap-2">
        {providers.map(({ slug, name }) => (
          <li key={slug}>
            <a
              href={routes.signInWith(slug, next)}
              rel="nofollow"
              className={buttonStyle("secondary", "lg", "w-full justify-center")}
            >
              Continue with {name}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
