package dev.fairway.embedded;

/** Which state a list asks for: its parameters {@code resourceVersion} and its match, checked. */
record ResourceVersionMatch(long asked, boolean exact) {

  static ResourceVersionMatch of(ApiRequest request, boolean paged) {
    String version = request.query("resourceVersion");
    String match = request.query("resourceVersionMatch");
    if (!match.isEmpty() && version.isEmpty()) {
      throw forbidden("resourceVersionMatch is forbidden unless resourceVersion is provided");
    }
    if (!match.isEmpty() && !"Exact".equals(match) && !"NotOlderThan".equals(match)) {
      throw ApiStatusException.invalidOptions(
          "ListOptions",
          new FieldError(
              "FieldValueNotSupported",
              "Unsupported value: \"%s\": supported values: \"Exact\", \"NotOlderThan\", \"\""
                  .formatted(match),
              "resourceVersionMatch"));
    }
    long asked = parse(version);
    if ("Exact".equals(match) && asked == 0) {
      throw forbidden("resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
    }
    return new ResourceVersionMatch(
        asked, "Exact".equals(match) || (match.isEmpty() && paged && asked > 0));
  }

  private static ApiStatusException forbidden(String why) {
    return ApiStatusException.invalidOptions(
        "ListOptions",
        new FieldError("FieldValueForbidden", "Forbidden: " + why, "resourceVersionMatch"));
  }

  /** A resource version; 0 for none. */
  static long parse(String version) {
    try {
      return version.isEmpty() ? 0 : Long.parseUnsignedLong(version);
    } catch (NumberFormatException notOne) {
      throw ApiStatusException.badRequest(
          "invalid resource version: resourceVersion: Invalid value: \"" + version + "\"");
    }
  }
}
