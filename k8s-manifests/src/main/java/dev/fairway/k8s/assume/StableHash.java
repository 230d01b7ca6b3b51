package dev.fairway.k8s.assume;

/** A hash of a text that is the same in every process and release: FNV-1a, then mixed. */
final class StableHash {

  private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private StableHash() {}

  /** A number from 0 to {@code bound - 1}, spread evenly over texts. */
  static long of(String text, long bound) {
    long hash = OFFSET_BASIS;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    // FNV leaves the last characters in the low bits; texts here differ in just those.
    hash = (hash ^ (hash >>> 32)) * 0xd6e8feb86659fd93L;
    hash = (hash ^ (hash >>> 32)) * 0xd6e8feb86659fd93L;
    return Long.remainderUnsigned(hash ^ (hash >>> 32), bound);
  }
}
