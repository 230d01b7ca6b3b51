package dev.fairway.embedded;

/** The state of one open watch. Read and written in the store's turn. */
final class OpenWatch {

  private final ResourceKind kind;
  private boolean cut;
  private boolean ended;
  private boolean expired;
  private boolean bookmarkWanted;
  private boolean reversed;

  OpenWatch(ResourceKind kind) {
    this.kind = kind;
  }

  ResourceKind kind() {
    return kind;
  }

  /** Breaks its connection. */
  void cut() {
    cut = true;
  }

  boolean isCut() {
    return cut;
  }

  /** Ends it as its own timeout would. */
  void end() {
    ended = true;
  }

  boolean isEnded() {
    return ended;
  }

  /** Ends it with the error that its version is too old. */
  void expire() {
    expired = true;
  }

  boolean isExpired() {
    return expired;
  }

  void wantBookmark() {
    bookmarkWanted = true;
  }

  boolean takeBookmark() {
    boolean wanted = bookmarkWanted;
    bookmarkWanted = false;
    return wanted;
  }

  /** What it is told next comes in the opposite order of objects. */
  void reverseNext() {
    reversed = true;
  }

  boolean takeReversed() {
    boolean taken = reversed;
    reversed = false;
    return taken;
  }
}
