package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** Objects as the table that kubectl asks for, so that it prints the columns that people know. */
final class TableView {

  private TableView() {}

  private static List<TableColumn> columns(ResourceKind kind) {
    TableColumn name = TableColumn.text("Name", "metadata", "name");
    return switch (kind.kind()) {
      case "Service" ->
          List.of(
              name,
              TableColumn.text("Type", "spec", "type"),
              TableColumn.text("Cluster-IP", "spec", "clusterIP"),
              new TableColumn("External-IP", TableColumn::ingress),
              new TableColumn("Port(s)", TableColumn::ports),
              TableColumn.age());
      case "EndpointSlice" ->
          List.of(
              name,
              TableColumn.text("AddressType", "addressType"),
              new TableColumn("Ports", TableColumn::slicePorts),
              new TableColumn("Endpoints", TableColumn::endpoints),
              TableColumn.age());
      case "Node" ->
          List.of(name, new TableColumn("Status", TableColumn::ready), TableColumn.age());
      case "Namespace", "Pod" ->
          List.of(name, TableColumn.text("Status", "status", "phase"), TableColumn.age());
      case "Lease" ->
          List.of(name, TableColumn.text("Holder", "spec", "holderIdentity"), TableColumn.age());
      case "Event" ->
          List.of(
              new TableColumn("Last Seen", TableColumn::lastSeen),
              TableColumn.text("Type", "type"),
              TableColumn.text("Reason", "reason"),
              new TableColumn("Object", TableColumn::about),
              TableColumn.text("Message", "message"));
      default -> List.of(name);
    };
  }

  /** Of one object, or of a list. */
  static ObjectNode of(ResourceKind kind, JsonNode shown, Instant now) {
    List<TableColumn> columns = columns(kind);
    ObjectNode table = Trees.object().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
    table.set("metadata", shown.has("items") ? shown.path("metadata") : Trees.object());
    ArrayNode definitions = table.putArray("columnDefinitions");
    for (TableColumn column : columns) {
      String format = "Name".equals(column.name()) ? "name" : "";
      definitions
          .addObject()
          .put("name", column.name())
          .put("type", "string")
          .put("format", format)
          .put("description", "")
          .put("priority", 0);
    }
    ArrayNode rows = table.putArray("rows");
    if (shown.has("items")) {
      shown.path("items").forEach(item -> rows.add(row(kind, columns, item, now)));
    } else {
      rows.add(row(kind, columns, shown, now));
    }
    return table;
  }

  private static ObjectNode row(
      ResourceKind kind, List<TableColumn> columns, JsonNode shown, Instant now) {
    JsonNode stored = shown instanceof ObjectNode object ? EventForms.stored(kind, object) : shown;
    ObjectNode row = Trees.object();
    ArrayNode cells = row.putArray("cells");
    columns.forEach(column -> cells.add(column.cell().apply(stored, now)));
    ObjectNode object = row.putObject("object");
    object.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
    object.set("metadata", shown.path("metadata"));
    return row;
  }
}
