package dev.fairway.catalyst.simulator.model.validation;

/** The validation of references: the target is there and of the right type. */
record ReferenceValidation(ReferenceTargets known) {

  void list(CheckedObject object, String field, String token) {
    list(object, field, object.text(field), token);
  }

  void list(CheckedObject object, String field, String id, String token) {
    String found =
        known.listToken(id).orElseThrow(() -> object.refused(field, "refers to no list: " + id));
    if (!found.equals(token)) {
      throw object.refused(field, "refers to a list of type " + found + ", wanted: " + token);
    }
  }

  void definition(CheckedObject object, String field, String token) {
    String id = object.text(field);
    String found =
        known
            .definitionToken(id)
            .orElseThrow(() -> object.refused(field, "refers to no definition: " + id));
    if (!found.equals(token)) {
      throw object.refused(field, "refers to a definition of type " + found);
    }
  }
}
