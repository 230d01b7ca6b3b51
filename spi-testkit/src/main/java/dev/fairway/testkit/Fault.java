package dev.fairway.testkit;

/** A fault that a target is made to show at one write. */
public enum Fault {
  /** It refuses the write, plainly, and does nothing. */
  REFUSE,
  /** It carries the write out, and the answer never arrives. */
  ANSWER_LOST,
  /** It neither carries the write out nor answers, for longer than any deadline of the kit. */
  HANG,
  /** It carries the write out and answers something that cannot be parsed. */
  GARBAGE,
  /** Right before the write, another writer changes something that the plan was based on. */
  FOREIGN_EDIT
}
