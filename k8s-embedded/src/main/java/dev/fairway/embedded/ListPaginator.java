package dev.fairway.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The lists of objects, whole or by pagination with limit and continue. All pages of a list show
 * the same resource version.
 */
final class ListPaginator {

  private final ObjectStore store;

  ListPaginator(ObjectStore store) {
    this.store = store;
  }

  ObjectNode list(ApiRequest request) {
    ObjectSelector selection = ObjectSelector.of(request);
    int limit = limit(request);
    String token = request.query("continue");
    if (!token.isEmpty()) {
      if (!request.query("resourceVersion").isEmpty()) {
        throw ApiStatusException.badRequest(
            "specifying resource version is not allowed when using continue");
      }
      ContinueToken from = ContinueToken.parse(token);
      return page(selection, from, limit);
    }
    ResourceVersionMatch version = ResourceVersionMatch.of(request, limit > 0);
    boolean anyVersion = "0".equals(request.query("resourceVersion"));
    return store.inTurn(
        () -> {
          long current = store.revision();
          if (version.asked() > current) {
            throw ApiStatusException.tooLargeVersion(version.asked(), current);
          }
          long shown = version.exact() ? version.asked() : current;
          return page(selection, new ContinueToken(shown, ""), anyVersion ? 0 : limit);
        });
  }

  /** A list without items, as of now. */
  ObjectNode empty(ResourceKind kind) {
    return store.inTurn(
        () -> {
          ObjectNode list = list(kind, new ContinueToken(store.revision(), ""));
          list.putArray("items");
          return list;
        });
  }

  private static ObjectNode list(ResourceKind kind, ContinueToken from) {
    ObjectNode list = JsonTrees.object().put("kind", kind.kind() + "List");
    list.put("apiVersion", kind.apiVersion());
    list.putObject("metadata").put("resourceVersion", Long.toString(from.revision()));
    return list;
  }

  private static int limit(ApiRequest request) {
    try {
      return request.query("limit").isEmpty() ? 0 : Integer.parseInt(request.query("limit"));
    } catch (NumberFormatException notOne) {
      throw ApiStatusException.badRequest(
          "limit is not a number: '" + request.query("limit") + "'");
    }
  }

  /**
   * @param limit 0 or less for no limit
   */
  private ObjectNode page(ObjectSelector selection, ContinueToken from, int limit) {
    ResourceKind kind = selection.kind();
    List<ObjectNode> rest =
        at(kind, selection.namespace(), from.revision()).stream()
            .filter(object -> path(object).compareTo(from.after()) > 0 || from.after().isEmpty())
            .filter(selection::holds)
            .toList();
    boolean more = limit > 0 && rest.size() > limit;
    List<ObjectNode> shown = more ? rest.subList(0, limit) : rest;
    ObjectNode list = list(kind, from);
    if (more) {
      ObjectNode metadata = JsonTrees.metadata(list);
      String last = path(shown.get(limit - 1));
      metadata.put("continue", new ContinueToken(from.revision(), last).text());
      metadata.put("remainingItemCount", rest.size() - limit);
    }
    ArrayNode items = list.putArray("items");
    shown.forEach(object -> items.add(EventConversion.shown(kind, object)));
    return list;
  }

  private List<ObjectNode> at(ResourceKind kind, String namespace, long revision) {
    try {
      return store.listAt(kind.storage(), namespace, revision);
    } catch (ApiStatusException expired) {
      throw ApiStatusException.expired(
          "The provided continue parameter is too old to display a consistent list result, or the"
              + " resource version is: "
              + expired.getMessage());
    }
  }

  private static String path(ObjectNode object) {
    return ObjectStore.path(JsonTrees.namespace(object), JsonTrees.name(object));
  }
}
