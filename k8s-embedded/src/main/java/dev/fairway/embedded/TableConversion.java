package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** The conversion of objects to the table that kubectl asks for, with its usual columns. */
final class TableConversion {

  private TableConversion() {}

  private static List<PrinterColumn> columns(ResourceKind kind) {
    PrinterColumn name = PrinterColumn.text("Name", "metadata", "name");
    return switch (kind.kind()) {
      case "Service" ->
          List.of(
              name,
              PrinterColumn.text("Type", "spec", "type"),
              PrinterColumn.text("Cluster-IP", "spec", "clusterIP"),
              new PrinterColumn("External-IP", PrinterColumn::ingress),
              new PrinterColumn("Port(s)", PrinterColumn::ports),
              PrinterColumn.age());
      case "EndpointSlice" ->
          List.of(
              name,
              PrinterColumn.text("AddressType", "addressType"),
              new PrinterColumn("Ports", PrinterColumn::slicePorts),
              new PrinterColumn("Endpoints", PrinterColumn::endpoints),
              PrinterColumn.age());
      case "Node" ->
          List.of(name, new PrinterColumn("Status", PrinterColumn::ready), PrinterColumn.age());
      case "Namespace", "Pod" ->
          List.of(name, PrinterColumn.text("Status", "status", "phase"), PrinterColumn.age());
      case "Lease" ->
          List.of(
              name, PrinterColumn.text("Holder", "spec", "holderIdentity"), PrinterColumn.age());
      case "Event" ->
          List.of(
              new PrinterColumn("Last Seen", PrinterColumn::lastSeen),
              PrinterColumn.text("Type", "type"),
              PrinterColumn.text("Reason", "reason"),
              new PrinterColumn("Object", PrinterColumn::about),
              PrinterColumn.text("Message", "message"));
      default -> List.of(name);
    };
  }

  /** Of one object, or of a list. */
  static ObjectNode of(ResourceKind kind, JsonNode shown, Instant now) {
    List<PrinterColumn> columns = columns(kind);
    ObjectNode table = JsonTrees.object().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
    table.set("metadata", shown.has("items") ? shown.path("metadata") : JsonTrees.object());
    ArrayNode definitions = table.putArray("columnDefinitions");
    for (PrinterColumn column : columns) {
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
      ResourceKind kind, List<PrinterColumn> columns, JsonNode shown, Instant now) {
    JsonNode stored =
        shown instanceof ObjectNode object ? EventConversion.stored(kind, object) : shown;
    ObjectNode row = JsonTrees.object();
    ArrayNode cells = row.putArray("cells");
    columns.forEach(column -> cells.add(column.cell().apply(stored, now)));
    ObjectNode object = row.putObject("object");
    object.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
    object.set("metadata", shown.path("metadata"));
    return row;
  }
}
