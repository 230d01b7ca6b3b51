package dev.fairway.embedded;

import java.util.Locale;
import java.util.Set;

/** What a request wants, in the words of Kubernetes permissions. */
public enum ApiVerb {
  GET,
  LIST(
      "limit",
      "continue",
      "labelSelector",
      "fieldSelector",
      "resourceVersion",
      "resourceVersionMatch",
      "timeoutSeconds",
      "watch",
      "allowWatchBookmarks"),
  WATCH(
      "labelSelector",
      "fieldSelector",
      "resourceVersion",
      "resourceVersionMatch",
      "timeoutSeconds",
      "watch",
      "allowWatchBookmarks",
      "sendInitialEvents",
      "limit"),
  CREATE("fieldManager", "fieldValidation", "dryRun"),
  UPDATE("fieldManager", "fieldValidation", "dryRun"),
  PATCH("fieldManager", "fieldValidation", "dryRun", "force"),
  DELETE("dryRun", "gracePeriodSeconds", "propagationPolicy", "orphanDependents"),
  DELETECOLLECTION(
      "dryRun",
      "gracePeriodSeconds",
      "propagationPolicy",
      "orphanDependents",
      "labelSelector",
      "fieldSelector",
      "limit");

  private static final Set<String> ALWAYS = Set.of("pretty", "timeout");

  private final String parameters;

  ApiVerb(String... parameters) {
    this.parameters = "," + String.join(",", parameters) + ",";
  }

  /** Whether this server knows what to do with a parameter of such a request. */
  boolean takes(String parameter) {
    return parameters.contains("," + parameter + ",") || ALWAYS.contains(parameter);
  }

  /** As in a role: {@code "list"}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
