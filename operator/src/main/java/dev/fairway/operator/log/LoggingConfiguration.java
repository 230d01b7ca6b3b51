package dev.fairway.operator.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fairway.operator.settings.Settings.LogFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * The logging of a running operator, from its construction to {@link #close}, which restores what
 * was before. It holds for the whole process: one at a time.
 */
public final class LoggingConfiguration implements AutoCloseable {

  private static final String LEVEL_VARIABLE = "FAIRWAY_LOG_LEVEL";

  /** A message stays on its line, whatever it repeats from an object of the cluster. */
  private static final String TEXT_PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}: %replace(%msg){'\\s*[\\r"
          + "\\n"
          + "]\\s*',' '}%n";

  /** The loggers of libraries, each with the lowest level that is logged. */
  private static final Map<String, Level> LIBRARIES =
      Map.of(
          "io.fabric8",
          Level.WARN,
          "okhttp3",
          Level.WARN,
          // Repeats what a command for credentials printed.
          "io.fabric8.kubernetes.client.internal.KubeConfigUtils",
          Level.OFF,
          "io.micrometer",
          Level.WARN,
          // Our own log has the state of the election, once for each change.
          "io.fabric8.kubernetes.client.extended.leaderelection",
          Level.OFF);

  private final Logger root;
  private final Level before;
  private final List<Appender<ILoggingEvent>> replaced;
  private final PrintWriterAppender appender;

  /**
   * Begins to log to a writer, at INFO unless {@code FAIRWAY_LOG_LEVEL} says otherwise.
   *
   * @param format the form of a line
   * @param environment the variables of the process
   * @param out where lines go; flushed after each
   */
  public LoggingConfiguration(LogFormat format, Map<String, String> environment, PrintWriter out) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level level = Level.toLevel(environment.getOrDefault(LEVEL_VARIABLE, ""), Level.INFO);
    replaced = appendersOf(root);
    replaced.forEach(root::detachAppender);
    appender = new PrintWriterAppender(layout(format, context), out);
    appender.setContext(context);
    appender.start();
    root.addAppender(appender);
    before = Optional.ofNullable(root.getLevel()).orElse(Level.ERROR);
    root.setLevel(level);
    LIBRARIES.forEach(
        (name, least) ->
            context.getLogger(name).setLevel(least.isGreaterOrEqual(level) ? least : level));
  }

  private static List<Appender<ILoggingEvent>> appendersOf(Logger logger) {
    List<Appender<ILoggingEvent>> all = new ArrayList<>();
    Iterator<Appender<ILoggingEvent>> appenders = logger.iteratorForAppenders();
    appenders.forEachRemaining(all::add);
    return all;
  }

  private static Layout<ILoggingEvent> layout(LogFormat format, LoggerContext context) {
    Layout<ILoggingEvent> layout = format == LogFormat.JSON ? new JsonLayout() : textLayout();
    layout.setContext(context);
    layout.start();
    return layout;
  }

  private static PatternLayout textLayout() {
    PatternLayout layout = new PatternLayout();
    layout.setPattern(TEXT_PATTERN);
    return layout;
  }

  @Override
  public void close() {
    root.detachAppender(appender);
    appender.stop();
    replaced.forEach(root::addAppender);
    root.setLevel(before);
    LIBRARIES.keySet().forEach(name -> root.getLoggerContext().getLogger(name).setLevel(null));
  }

  /**
   * The layout of a log event as one JSON object a line, always with the same keys in the same
   * order: {@code time} (UTC), {@code level}, {@code logger}, {@code thread}, {@code message},
   * {@code exception} (empty where there is none).
   */
  private static final class JsonLayout extends LayoutBase<ILoggingEvent> {

    private static final JsonFactory JSON = new JsonFactory();

    private final ThrowableProxyConverter traces = new ThrowableProxyConverter();

    @Override
    public void start() {
      traces.start();
      super.start();
    }

    @Override
    public String doLayout(ILoggingEvent event) {
      StringWriter line = new StringWriter();
      try (JsonGenerator json = JSON.createGenerator(line)) {
        json.writeStartObject();
        json.writeStringField("time", event.getInstant().toString());
        json.writeStringField("level", event.getLevel().toString());
        json.writeStringField("logger", event.getLoggerName());
        json.writeStringField("thread", event.getThreadName());
        json.writeStringField("message", event.getFormattedMessage());
        json.writeStringField("exception", traces.convert(event));
        json.writeEndObject();
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
      return line.append('\n').toString();
    }
  }

  /** The appender to a writer, which it flushes and never closes. Thread-safe. */
  private static final class PrintWriterAppender extends AppenderBase<ILoggingEvent> {

    private final Layout<ILoggingEvent> layout;
    private final PrintWriter out;

    PrintWriterAppender(Layout<ILoggingEvent> layout, PrintWriter out) {
      this.layout = layout;
      this.out = out;
    }

    @Override
    protected void append(ILoggingEvent event) {
      out.print(layout.doLayout(event));
      out.flush();
    }
  }
}
