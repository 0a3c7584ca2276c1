interface FileKind {
  name: string;
  mediaType: string;
}

/** A file for the person asking alone, streamed piece by piece, so that its size does not matter. */
export function fileResponse(pieces: AsyncGenerator<string>, { name, mediaType }: FileKind): Response {
  return new Response(streamOf(pieces), {
    headers: {
      "content-type": mediaType,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
