package dev.fairway.catalyst.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.catalyst.simulator.model.ManagerModel;
import dev.fairway.catalyst.simulator.model.ModelRequest;
import dev.fairway.catalyst.simulator.model.ModelResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is asked, and says it back. */
final class EchoModel implements ManagerModel {

  final List<ModelRequest> asked = new CopyOnWriteArrayList<>();

  @Override
  public ModelResponse answer(ModelRequest request) {
    asked.add(request);
    if (request.verb().equals("DELETE")) {
      return new ModelResponse(200, Optional.empty());
    }
    if (request.path().equals("/bug")) {
      throw new IllegalStateException("the model is broken");
    }
    ObjectNode said =
        JsonNodeFactory.instance
            .objectNode()
            .put("user", request.user())
            .put("verb", request.verb())
            .put("path", request.path());
    request.body().ifPresent(body -> said.set("body", body));
    return new ModelResponse(200, Optional.of(said));
  }
}
