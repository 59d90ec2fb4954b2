/** The version of the tool: that of the package. */
export const version = '0.1.0';
