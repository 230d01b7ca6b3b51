package dev.fairway.catalyst.simulator.model;

/**
 * What becomes of a template push that says {@code isEdited} while no list or definition that the
 * active policy needs is being edited; an edit of the policy itself is none. Terraform's provider
 * expects either. Which one a real Manager does, and when, needs a real fabric.
 */
public enum AttachWithoutEdit {
  /** It is carried out, and puts everything that is in the database. */
  TAKEN,
  /** It is refused with {@code Template edit request has expired}. */
  REFUSED
}
