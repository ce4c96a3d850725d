/** Nothing yet: the editor host follows. */
export function activate(): void {}
