import pino from 'pino';

/** What is known of a moment: ids, codes, counts and places; never a customer, a name or an amount. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Logger {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
  /** Writes what is not written yet. */
  flush(): void;
}

/** A logger that writes one JSON object a line to standard output. */
export function createLogger(options: { readonly level: string; readonly application: string }): Logger {
  const { level, application } = options;
  const logger = pino({
    level,
    base: { application, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
    flush: () => logger.flush(),
  };
}
