/** Whether a statement that needs a reason has one: an empty string between the quotes is none. */
export function hasReason(statement: { readonly reason?: string }): boolean {
  return (statement.reason ?? '').trim() !== '';
}
