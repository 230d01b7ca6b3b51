package dev.fairway.operator.command;

import dev.fairway.core.diagnostic.DiagnosticCode;
import dev.fairway.core.net.Flow;
import dev.fairway.operator.document.Json;
import dev.fairway.operator.document.TraceDocument;
import dev.fairway.operator.document.TraceText;
import dev.fairway.operator.trace.PacketFinder;
import dev.fairway.operator.trace.PacketQuestion;
import dev.fairway.operator.trace.QuestionException;
import dev.fairway.runtime.BackendCatalog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which way one packet takes. */
@Command(
    name = "trace",
    description = "Tells which way one packet takes, and its reply, and why.",
    footer = {
      "",
      "FROM and TO: an address (10.1.2.3, [fd00::1]), namespace/pod, namespace/service, site:ID.",
      "Example: fairway trace site:100 shop/cart:7070/tcp -f shop/ --fabric fabric.yaml"
          + " --assume-pods 2"
    })
final class TraceCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "FROM[:PORT]", description = "The sender.")
  private String from = "";

  @Parameters(index = "1", paramLabel = "TO[:PORT][/PROTOCOL]", description = "The receiver.")
  private String to = "";

  @Mixin final SourceOptions source = new SourceOptions();

  private final Console console;
  private final BackendCatalog catalog;

  TraceCommand(Console console, BackendCatalog catalog) {
    this.console = console;
    this.catalog = catalog;
  }

  @Override
  public Integer call() {
    try (Workspace work = Workspace.open(source, console, catalog)) {
      Flow flow = new PacketFinder(work.fleet(), work.pods()).find(PacketQuestion.parse(from, to));
      TraceDocument trace = TraceDocument.of(work.fleet(), work.policy(), flow, work::now);
      Answer answer = new Answer(console, source.format(), work.diagnostics());
      answer.give(
          Json.of(trace), TraceText.of(trace, work.pass().plan().isEmpty(), console.palette()));
      return answer.exitCode(ExitCode.NOTHING_TO_DO);
    } catch (QuestionException unanswerable) {
      throw ProblemException.of(
          DiagnosticCode.MALFORMED_VALUE, "trace " + from + " " + to, unanswerable.problem());
    }
  }
}
