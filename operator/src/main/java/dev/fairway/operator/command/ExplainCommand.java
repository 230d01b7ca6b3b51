package dev.fairway.operator.command;

import dev.fairway.operator.document.ExplainDocument;
import dev.fairway.operator.document.ExplainText;
import dev.fairway.operator.document.Json;
import dev.fairway.operator.trace.QueryException;
import dev.fairway.runtime.BackendCatalog;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command that explains what is in force for one Service. */
@Command(
    name = "explain",
    description =
        "Tells what was asked for a Service and where, what is in force, and what it lost.",
    customSynopsis = {
      "fairway explain NAMESPACE/SERVICE -f PATH... (--fabric|--config) FILE [OPTIONS]",
      "fairway explain SERVICE -n NAMESPACE -f PATH... (--fabric|--config) FILE [OPTIONS]",
      "fairway explain NAMESPACE/SERVICE --server [URL] [-o text|json]"
    },
    footer = {
      "",
      "Example: fairway explain shop/cart -f shop/ --fabric fabric.yaml --assume-pods 2",
      "Example: fairway explain shop/cart --server"
    })
final class ExplainCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAMESPACE/SERVICE", description = "The Service.")
  private String name = "";

  @Mixin final SourceOptions source = new SourceOptions();

  @Mixin private final ServerOption server = new ServerOption();

  private final Console console;
  private final BackendCatalog catalog;

  ExplainCommand(Console console, BackendCatalog catalog) {
    this.console = console;
    this.catalog = catalog;
  }

  @Override
  public Integer call() {
    Optional<URI> running = server.urlInsteadOf(source);
    if (running.isPresent()) {
      OperatorClient client =
          OperatorClient.get(running.get(), "/explain", Map.of("service", name));
      return print(client.explain(), client.json());
    }
    try (DryRun dryRun = DryRun.open(source, console, catalog)) {
      ExplainDocument explain = dryRun.queries().explain(source.inNamespace(name));
      return print(explain, Json.of(explain));
    } catch (QueryException failed) {
      throw ProblemException.ofArgument(failed.problem(), failed.diagnostics());
    }
  }

  private int print(ExplainDocument explain, String json) {
    String text = ExplainText.of(explain, console.palette());
    return source.format.print(console, json, text, explain.diagnostics(), ExitCode.NOTHING_TO_DO);
  }
}
