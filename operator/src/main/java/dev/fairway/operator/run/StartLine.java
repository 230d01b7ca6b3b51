package dev.fairway.operator.run;

import dev.fairway.operator.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator says of itself at its start. */
final class StartLine {

  private static final Logger LOG = LoggerFactory.getLogger(Operator.class);

  private StartLine() {}

  /** One line, without secrets: of the backend's settings no more than its name. */
  static void log(OperatorInputs inputs) {
    Settings settings = inputs.settings();
    LOG.info(
        "fairway {} starts: settings file {}, cluster {} at {}, rules of owner {}, backend {}, mode"
            + " {}",
        inputs.version(),
        inputs.watch().file(),
        settings.cluster().name(),
        inputs.cluster().config().getMasterUrl(),
        settings.cluster().owner(),
        settings.backend().name(),
        settings.sync().mode().text());
  }
}
