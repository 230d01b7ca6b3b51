package dev.fairway.core.semantics;

import dev.fairway.core.translate.Translator;

/** A fixture that breaks the order of packages: the definition imports the translator. */
public record TranslatorDependency(Class<Translator> type) {

  static final Class<?> KNOWN = Translator.class;
}
