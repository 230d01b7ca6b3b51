package dev.fairway.catalyst.simulator.model.validation;

import java.util.Optional;

/** The objects that a reference may point to. */
public interface ReferenceTargets {

  /** The path token of the list with that id, such as {@code dataprefix}; empty where none has. */
  Optional<String> listToken(String id);

  /** The path token of the definition with that id; empty where none has. */
  Optional<String> definitionToken(String id);
}
