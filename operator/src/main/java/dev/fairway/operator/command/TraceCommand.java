package dev.fairway.operator.command;

import dev.fairway.operator.document.Json;
import dev.fairway.operator.document.TraceDocument;
import dev.fairway.operator.document.TraceText;
import dev.fairway.operator.trace.PacketQuery;
import dev.fairway.operator.trace.QueryException;
import dev.fairway.runtime.BackendCatalog;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command that traces the path of one packet and of its reply. */
@Command(
    name = "trace",
    description = "Tells which way one packet takes, and its reply, and why.",
    customSynopsis = {
      "fairway trace FROM[:PORT] TO[:PORT][/PROTOCOL] -f PATH... (--fabric|--config) FILE"
          + " [OPTIONS]",
      "fairway trace FROM[:PORT] TO[:PORT][/PROTOCOL] --server [URL] [-o text|json]"
    },
    footer = {
      "",
      "FROM and TO: an address (10.1.2.3, [fd00::1]), namespace/pod, namespace/service, site:ID.",
      "Example: fairway trace site:100 shop/cart:7070/tcp -f shop/ --fabric fabric.yaml"
          + " --assume-pods 2",
      "Example: fairway trace site:100 shop/cart:7070/tcp --server"
    })
final class TraceCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "FROM[:PORT]", description = "The sender.")
  private String from = "";

  @Parameters(index = "1", paramLabel = "TO[:PORT][/PROTOCOL]", description = "The receiver.")
  private String to = "";

  @Mixin final SourceOptions source = new SourceOptions();

  @Mixin private final ServerOption server = new ServerOption();

  private final Console console;
  private final BackendCatalog catalog;

  TraceCommand(Console console, BackendCatalog catalog) {
    this.console = console;
    this.catalog = catalog;
  }

  @Override
  public Integer call() {
    try {
      PacketQuery query = PacketQuery.parse(from, to);
      Optional<URI> running = server.urlInsteadOf(source);
      if (running.isPresent()) {
        OperatorClient client =
            OperatorClient.get(running.get(), "/trace", Map.of("from", from, "to", to));
        return print(client.trace(), client.json());
      }
      try (DryRun dryRun = DryRun.open(source, console, catalog)) {
        TraceDocument trace = dryRun.queries().trace(query, dryRun::tracePath);
        return print(trace, Json.of(trace));
      }
    } catch (QueryException failed) {
      throw ProblemException.ofArgument(failed.problem(), failed.diagnostics());
    }
  }

  private int print(TraceDocument trace, String json) {
    String text = TraceText.of(trace, console.palette());
    return source.format.print(console, json, text, trace.diagnostics(), ExitCode.NOTHING_TO_DO);
  }
}
