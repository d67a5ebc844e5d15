package argosy.server.report;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;

/// What is logged: our decisions, and what libraries warn of, to stderr. Logback finds this by its
/// service file. In Java, because reading it from XML would take a tenth of the server's start.
public final class Logging extends ContextAwareBase implements Configurator {

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    var encoder = new LogEncoder();
    encoder.setContext(context);
    encoder.start();
    var err = new ConsoleAppender<ILoggingEvent>();
    err.setContext(context);
    err.setTarget(ConsoleTarget.SystemErr.getName());
    err.setEncoder(encoder);
    err.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(err);
    context.getLogger("argosy").setLevel(Level.INFO);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
