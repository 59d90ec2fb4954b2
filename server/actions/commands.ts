/** Commands that the server itself carries out, for lenses and for editors without an extension. */

/** Applies the first fix of a finding: arguments are the finding's file, code and range. */
export const applyFix = 'risk.applyFix';
