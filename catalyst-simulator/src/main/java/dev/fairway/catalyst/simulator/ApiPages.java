package dev.fairway.catalyst.simulator;

import dev.fairway.catalyst.simulator.model.ManagerModel;
import dev.fairway.catalyst.simulator.model.ModelAnswer;
import dev.fairway.catalyst.simulator.model.ModelRequest;
import java.util.Set;

/** What people who are logged in may ask for below {@code /dataservice}. */
final class ApiPages {

  private static final Set<String> VERBS = Set.of("GET", "POST", "PUT", "DELETE");

  private final ClientPages client;
  private final ManagerModel model;

  ApiPages(ClientPages client, ManagerModel model) {
    this.client = client;
    this.model = model;
  }

  FrontAnswer answer(FrontRequest request, Caller caller) {
    if (!VERBS.contains(request.verb())) {
      return HtmlPages.error(405, "Method Not Allowed");
    }
    return client.answer(request, caller).orElseGet(() -> model(request, caller));
  }

  private FrontAnswer model(FrontRequest request, Caller caller) {
    ModelRequest asked =
        new ModelRequest(
            caller.user(),
            request.verb(),
            request.path(),
            request.query(),
            StrictJson.body(request));
    ModelAnswer answer = model.answer(asked);
    return answer
        .body()
        .map(body -> FrontAnswer.json(answer.status(), body))
        .orElseGet(() -> FrontAnswer.empty(answer.status()));
  }
}
