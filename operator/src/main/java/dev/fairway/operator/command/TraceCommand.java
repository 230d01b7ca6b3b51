package dev.fairway.operator.command;

import dev.fairway.operator.document.Json;
import dev.fairway.operator.document.TraceDocument;
import dev.fairway.operator.document.TraceText;
import dev.fairway.operator.query.UnanswerableException;
import dev.fairway.operator.trace.PacketQuery;
import dev.fairway.operator.trace.QuestionException;
import dev.fairway.runtime.BackendCatalog;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which way one packet takes. */
@Command(
    name = "trace",
    description = "Tells which way one packet takes, and its reply, and why.",
    customSynopsis = {
      "fairway trace FROM[:PORT] TO[:PORT][/PROTOCOL] -f PATH... (--fabric|--config) FILE [OPTIONS]",
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
    PacketQuery question = question();
    Optional<URI> running = server.urlInsteadOf(source);
    if (running.isPresent()) {
      OperatorClient remote =
          OperatorClient.ask(running.get(), "/trace", Map.of("from", from, "to", to));
      return give(remote.trace(), remote.json());
    }
    try (DryRun work = DryRun.open(source, console, catalog)) {
      TraceDocument trace = work.answers().trace(question, work::now);
      return give(trace, Json.of(trace));
    } catch (UnanswerableException unknown) {
      throw ProblemException.ofArgument(unknown.problem(), unknown.besides());
    }
  }

  private PacketQuery question() {
    try {
      return PacketQuery.parse(from, to);
    } catch (QuestionException malformed) {
      throw ProblemException.ofArgument(malformed.problem(), List.of());
    }
  }

  private int give(TraceDocument trace, String json) {
    ResultPrinter answer = new ResultPrinter(console, source.format(), trace.diagnostics());
    answer.give(json, TraceText.of(trace, console.palette()));
    return answer.exitCode(ExitCode.NOTHING_TO_DO);
  }
}
