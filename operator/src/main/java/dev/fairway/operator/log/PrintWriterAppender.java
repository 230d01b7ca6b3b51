package dev.fairway.operator.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.Layout;
import java.io.PrintWriter;

/** The appender to a writer, which it flushes and never closes. Thread-safe. */
final class PrintWriterAppender extends AppenderBase<ILoggingEvent> {

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
