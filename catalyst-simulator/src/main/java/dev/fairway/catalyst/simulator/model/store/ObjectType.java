package dev.fairway.catalyst.simulator.model.store;

/** The three kinds of objects, each of which refers to those before it. */
public enum ObjectType {
  LIST("listId", "name"),
  DEFINITION("definitionId", "name"),
  POLICY("policyId", "policyName");

  private final String idField;
  private final String nameField;

  ObjectType(String idField, String nameField) {
    this.idField = idField;
    this.nameField = nameField;
  }

  /** The field that carries the id in JSON. */
  public String idField() {
    return idField;
  }

  /** The field that carries the name in JSON. */
  public String nameField() {
    return nameField;
  }
}
