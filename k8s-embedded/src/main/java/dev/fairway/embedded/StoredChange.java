package dev.fairway.embedded;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One change of one stored object.
 *
 * @param revision the resource version that it made; revisions have no holes
 * @param before a missing node for a new object
 * @param after a missing node for an object that was removed
 */
record StoredChange(long revision, String storage, String path, JsonNode before, JsonNode after) {}
