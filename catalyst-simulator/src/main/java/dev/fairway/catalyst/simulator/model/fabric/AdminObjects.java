package dev.fairway.catalyst.simulator.model.fabric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The objects of the administrator in the seed with an active policy. */
final class AdminObjects {

  /** The id of the policy {@code corporate}. */
  static final String ACTIVE = "30000000-0000-4000-8000-000000000001";

  private AdminObjects() {}

  static List<SeedObject> read() {
    try (InputStream stream = AdminObjects.class.getResourceAsStream("admin-objects.json")) {
      List<SeedObject> objects = new ArrayList<>();
      for (JsonNode object : new ObjectMapper().readTree(Objects.requireNonNull(stream))) {
        objects.add(
            new SeedObject(
                object.path("kind").asText(),
                object.path("token").asText(),
                object.path("id").asText(),
                object.path("owner").asText("admin"),
                (ObjectNode) object.path("body")));
      }
      return objects;
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the objects of the seed", unreadable);
    }
  }
}
