package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.validation.ManagerErrorException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A filter of rows by the parameters of a request: of each that has a value, the field of its name
 * has to have one of the values.
 *
 * @param wanted the values by parameter
 */
record RowFilter(SortedMap<String, List<String>> wanted) {

  /** Fields with another name than their parameter. */
  private static final Map<String, String> FIELDS = Map.of("model", "deviceModel");

  static RowFilter of(RoutedModelRequest call) {
    return new RowFilter(call.request().query());
  }

  /**
   * The rows that fit.
   *
   * @throws ManagerErrorException where no row has a field of a parameter's name
   */
  ModelResponse data(List<ObjectNode> rows) {
    for (String parameter : wanted.keySet()) {
      if (!rows.isEmpty() && rows.stream().noneMatch(row -> row.has(field(parameter)))) {
        throw ManagerErrorException.invalid("the parameter " + parameter + " is not known");
      }
    }
    return ResponseBodies.data(rows.stream().filter(this::fits).toList());
  }

  private boolean fits(ObjectNode row) {
    return wanted.entrySet().stream()
        .allMatch(entry -> entry.getValue().contains(row.path(field(entry.getKey())).asText("")));
  }

  private static String field(String parameter) {
    return FIELDS.getOrDefault(parameter, parameter);
  }
}
