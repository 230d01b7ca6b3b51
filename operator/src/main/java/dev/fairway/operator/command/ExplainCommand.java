package dev.fairway.operator.command;

import dev.fairway.core.diagnostic.Diagnostic;
import dev.fairway.core.intent.ServiceKey;
import dev.fairway.core.resolve.ResolvedService;
import dev.fairway.operator.document.ExplainDocument;
import dev.fairway.operator.document.ExplainText;
import dev.fairway.operator.document.Json;
import dev.fairway.operator.trace.KnownServices;
import dev.fairway.operator.trace.KnownSites;
import dev.fairway.runtime.BackendCatalog;
import dev.fairway.runtime.ServiceStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** All about one Service. */
@Command(
    name = "explain",
    description =
        "Tells what was asked for a Service and where, what is in force, and what it lost.",
    customSynopsis =
        "fairway explain NAMESPACE/SERVICE -f PATH... (--fabric|--config) FILE [OPTIONS]",
    footer = {
      "",
      "Example: fairway explain shop/cart -f shop/ --fabric fabric.yaml --assume-pods 2"
    })
final class ExplainCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAMESPACE/SERVICE", description = "The Service.")
  private String name = "";

  @Mixin final SourceOptions source = new SourceOptions();

  private final Console console;
  private final BackendCatalog catalog;

  ExplainCommand(Console console, BackendCatalog catalog) {
    this.console = console;
    this.catalog = catalog;
  }

  @Override
  public Integer call() {
    try (Workspace work = Workspace.open(source, console, catalog)) {
      ResolvedService service = service(work);
      Optional<ServiceStatus> status =
          Optional.ofNullable(work.report().services().get(service.key()));
      List<Diagnostic> diagnostics = work.diagnosticsAbout(List.of(service));
      ExplainDocument explain =
          ExplainDocument.of(
              service,
              work.pass().translation(),
              work.pass().plan(),
              status.map(ServiceStatus::conditions).orElse(List.of()),
              new KnownSites(work.fleet())::of,
              diagnostics);
      Answer answer = new Answer(console, source.format(), diagnostics);
      answer.give(Json.of(explain), ExplainText.of(explain, console.palette()));
      return answer.exitCode(ExitCode.NOTHING_TO_DO);
    }
  }

  private ResolvedService service(Workspace work) {
    List<ResolvedService> services = work.pass().cluster().services();
    return services.stream()
        .filter(one -> text(one.key()).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.ofArgument(
                    "there is no Service '"
                        + name
                        + "'"
                        + KnownServices.instead(
                            name, services.stream().map(one -> text(one.key())).toList()),
                    work.diagnosticsAbout(List.of())));
  }

  private static String text(ServiceKey key) {
    return key.namespace() + "/" + key.name();
  }
}
