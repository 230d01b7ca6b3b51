package dev.fairway.core.intent;

import dev.fairway.core.diagnostic.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads annotations. Placeholder for the grammar. */
public final class IntentAnnotations {

  /** The prefix of our keys. */
  public static final String PREFIX = "fairway.dev/";

  /** The key of the reference operator, which means {@code fairway.dev/tunnel}. */
  public static final String ALIAS = "policy.sdwan.cisco.com/tunnel";

  private IntentAnnotations() {}

  /** Reads the annotations of a Service and of its Namespace. */
  public static IntentReading read(
      ServiceKey service,
      Map<String, String> own,
      Map<String, String> namespace,
      Optional<String> lastGood,
      IntentOptions options) {
    throw new UnsupportedOperationException();
  }

  /** What is wrong with the defaults of a Namespace, once for all of its Services. */
  public static List<Diagnostic> checkNamespace(
      String cluster, String namespace, Map<String, String> annotations) {
    throw new UnsupportedOperationException();
  }
}
