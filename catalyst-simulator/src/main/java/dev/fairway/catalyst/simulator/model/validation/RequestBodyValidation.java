package dev.fairway.catalyst.simulator.model.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The validation of bodies of lists, definitions and centralized policies. The fields that a {@code
 * GET} adds to an object are tolerated in a body and have no effect.
 */
public final class RequestBodyValidation {

  /** The read-only fields that the Manager adds. */
  public static final Set<String> SERVER_FIELDS =
      Set.of(
          "listId",
          "definitionId",
          "policyId",
          "policyVersion",
          "lastUpdated",
          "lastUpdatedBy",
          "lastUpdatedOn",
          "createdBy",
          "createdOn",
          "owner",
          "readOnly",
          "version",
          "referenceCount",
          "references",
          "isActivatedByVsmart",
          "activatedId",
          "isPolicyActivated",
          "processId",
          "@rid");

  private static final String LIST_NAME = "[a-zA-Z0-9_-]{1,32}";
  private static final String LONG_NAME = "[a-zA-Z0-9_-]{1,127}";

  private final ReferenceValidation references;

  /** Checks against what there is. */
  public RequestBodyValidation(ReferenceTargets known) {
    this.references = new ReferenceValidation(known);
  }

  /** True for the path token of a list that is modelled. */
  public static boolean isListToken(String token) {
    return ListTypes.of(token).isPresent();
  }

  /** True for the path token of a definition that is modelled. */
  public static boolean isDefinitionToken(String token) {
    return DefinitionTypes.TYPES.containsKey(token);
  }

  /** True for the path token of a definition that is no part of a centralized policy. */
  public static boolean isOtherDefinitionToken(String token) {
    return DefinitionTypes.OTHERS.contains(token);
  }

  /** The {@code type} in the body of a list. */
  public static String listType(String token) {
    return ListTypes.of(token).orElseThrow().type();
  }

  /** The {@code type} in the body of a definition. */
  public static String definitionType(String token) {
    return DefinitionTypes.TYPES.getOrDefault(token, token);
  }

  /** Refuses a list that is not right. */
  public void list(String token, JsonNode body) {
    ListTypes.ListType type = ListTypes.of(token).orElseThrow();
    CheckedObject list = new CheckedObject(body, token);
    list.only(with("name", "type", "description", "entries", "infoTag"));
    PolicyValues.matching(list, "name", LIST_NAME);
    if (!list.text("type").equalsIgnoreCase(type.type())) {
      throw list.refused("type", "is not " + type.type());
    }
    if (list.has("description")) {
      list.anyText("description");
    }
    List<CheckedObject> entries = list.objects("entries");
    if (entries.isEmpty() || type.single() && entries.size() != 1) {
      throw list.refused("entries", "has " + entries.size() + " entries");
    }
    entries.forEach(entry -> type.entry().check(entry, references));
  }

  /** Refuses a definition that is not right: data and app-route strictly, others by their frame. */
  public void definition(String token, JsonNode body) {
    CheckedObject definition = new CheckedObject(body, token);
    definition.only(
        with(
            "name",
            "type",
            "description",
            "sequences",
            "defaultAction",
            "definition",
            "optimized",
            "infoTag"));
    PolicyValues.matching(definition, "name", LONG_NAME);
    definition.oneOf("type", definitionType(token));
    definition.text("description");
    switch (token) {
      case "data" ->
          new SequenceValidation(references, SequenceValidation.Kind.DATA).check(definition);
      case "approute" ->
          new SequenceValidation(references, SequenceValidation.Kind.APP_ROUTE).check(definition);
      case "control" -> definition.objects("sequences");
      default -> definition.object("definition");
    }
  }

  /** Refuses a centralized policy that is not right. */
  public void policy(JsonNode body) {
    CheckedObject policy = new CheckedObject(body, "policy");
    policy.only(with("policyName", "policyDescription", "policyType", "policyDefinition"));
    PolicyValues.matching(policy, "policyName", LONG_NAME);
    policy.text("policyDescription");
    if (policy.oneOf("policyType", "feature", "cli").equals("cli")) {
      policy.text("policyDefinition");
    } else {
      new AssemblyValidation(references).check(policy.object("policyDefinition"));
    }
  }

  private static Set<String> with(String... fields) {
    Set<String> all = new TreeSet<>(SERVER_FIELDS);
    all.addAll(Set.of(fields));
    return all;
  }
}
