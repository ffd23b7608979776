/** The Model Context Protocol over standard input and output: for the one program that started this process. */
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { mcpServer, type Reading } from './server.ts';

/** Until the program closes what it writes to. */
export const serveHere = (reading: Reading): void => {
  serveStdio(() => mcpServer(reading));
};
