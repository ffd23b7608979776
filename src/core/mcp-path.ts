/** Where programs read by the Model Context Protocol, after Lore's address. Pure. */

const path = '/mcp';

/** @param address Lore's, without a slash at its end */
export const mcpAt = (address: string): string => `${address}${path}`;

/** @param asked the path of a request; a proxy may leave its own path in front */
export const isMcpPath = (asked: string): boolean => asked.endsWith(path);
