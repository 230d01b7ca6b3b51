package dev.fairway.operator.command;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.endpoint.Endpoint;
import dev.fairway.core.net.Flow;
import dev.fairway.core.resolve.ResolvedFleet;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.operator.document.Json;
import dev.fairway.operator.document.TraceDocument;
import dev.fairway.operator.document.TraceText;
import dev.fairway.operator.trace.PacketFinder;
import dev.fairway.operator.trace.PacketQuestion;
import dev.fairway.operator.trace.QuestionException;
import dev.fairway.runtime.BackendCatalog;
import dev.fairway.runtime.PlannedPass;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which way one packet takes. */
@Command(
    name = "trace",
    description = "Tells which way one packet takes, and its reply, and why.",
    customSynopsis =
        "fairway trace FROM[:PORT] TO[:PORT][/PROTOCOL] -f PATH... (--fabric|--config) FILE [OPTIONS]",
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
    PacketQuestion question;
    try {
      question = PacketQuestion.parse(from, to);
    } catch (QuestionException malformed) {
      throw ProblemException.ofArgument(malformed.problem(), List.of());
    }
    try (Workspace work = Workspace.open(source, console, catalog)) {
      return answer(question, work);
    }
  }

  private int answer(PacketQuestion question, Workspace work) {
    Flow flow = packet(question, work);
    List<Diagnostic> diagnostics = work.diagnosticsAbout(ends(work.fleet(), flow));
    TraceDocument trace =
        TraceDocument.of(
            work.fleet(),
            work.policy(),
            work.pass().observed().foreign(),
            flow,
            work::now,
            diagnostics);
    Answer answer = new Answer(console, source.format(), diagnostics);
    answer.give(Json.of(trace), TraceText.of(trace, note(work.pass()), console.palette()));
    return answer.exitCode(ExitCode.NOTHING_TO_DO);
  }

  /** What keeps the fabric from doing what is told; empty where it does it. */
  private static String note(PlannedPass pass) {
    if (!pass.isComplete()) {
      return "Not everything could be read, so nothing is planned, and the fabric keeps what it has.";
    }
    return pass.plan().isEmpty()
        ? ""
        : "The plan is not carried out: 'now' is the fabric before it.";
  }

  private static Flow packet(PacketQuestion question, Workspace work) {
    try {
      return new PacketFinder(work.fleet(), work.pods()).find(question);
    } catch (QuestionException unanswerable) {
      throw ProblemException.ofArgument(unanswerable.problem(), work.diagnosticsAbout(List.of()));
    }
  }

  /** The Services whose pods are at either end of the packet. */
  private static List<ResolvedService> ends(ResolvedFleet fleet, Flow flow) {
    return fleet.clusters().values().stream()
        .flatMap(cluster -> cluster.services().stream())
        .filter(
            service ->
                service.state().endpoints().stream()
                    .flatMap(behind -> behind.endpoints().stream())
                    .map(Endpoint::address)
                    .anyMatch(one -> one.equals(flow.source()) || one.equals(flow.destination())))
        .toList();
  }
}
