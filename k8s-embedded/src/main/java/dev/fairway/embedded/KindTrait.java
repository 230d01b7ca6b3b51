package dev.fairway.embedded;

/** A difference in how the API treats the kinds of objects. */
enum KindTrait {
  NAMESPACED,
  /** Has the subresource {@code status}. */
  STATUS,
  /** A new object may bring its status. */
  STATUS_AT_CREATE,
  /** Counts changes of what is asked in {@code metadata.generation}. */
  GENERATION,
  /** PUT creates what is not there. */
  CREATE_BY_PUT,
  /** PUT must name a resourceVersion. */
  VERSION_TO_UPDATE,
  /** DELETE answers with the object. */
  RETURNS_DELETED,
  /** Server-side apply is offered: the shape of all lists is known. */
  APPLY,
  /** Is answered, never stored. */
  REVIEW
}
