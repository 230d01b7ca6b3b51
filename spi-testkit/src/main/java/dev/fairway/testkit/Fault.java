package dev.fairway.testkit;

/** What a target can be made to do at one write. */
public enum Fault {
  /** It refuses the write, plainly, and does nothing. */
  REFUSE,
  /** It carries the write out, and the answer never arrives. */
  ANSWER_LOST,
  /** It neither carries the write out nor answers, for longer than any deadline of the kit. */
  HANG,
  /** It carries the write out and answers something that cannot be parsed. */
  GARBAGE,
  /** Right before the write, somebody else changes something that the plan was based on. */
  FOREIGN_EDIT
}
