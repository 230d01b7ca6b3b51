package dev.fairway.catalyst.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A response of the model.
 *
 * @param status of HTTP
 * @param body JSON; empty for an empty body
 */
public record ModelResponse(int status, Optional<JsonNode> body) {}
