/** A broken invariant of our own code. Bad input is never reported this way: it is a value. */
class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant';
}

/** Stays on in production: going on with a broken invariant could hand out one address twice. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new BrokenInvariant(message);
}

/** The end of an exhaustive switch. */
export function unreachable(value: never): never {
  throw new BrokenInvariant(`unexpected variant ${JSON.stringify(value)}`);
}
