/** A URL as rules compare it: without scheme, credentials, query, fragment and trailing slashes; the host in lower case. */
export function comparableUrl(url: string): string {
  let rest = url.startsWith('git+') ? url.slice(4) : url;
  const scheme = rest.indexOf('://');
  if (scheme >= 0) rest = rest.slice(scheme + 3);
  for (const sign of ['#', '?']) {
    const at = rest.indexOf(sign);
    if (at >= 0) rest = rest.slice(0, at);
  }
  const slash = rest.indexOf('/');
  const authority = slash < 0 ? rest : rest.slice(0, slash);
  const host = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  let path = slash < 0 ? '' : rest.slice(slash);
  while (path.endsWith('/')) path = path.slice(0, -1);
  return host + path;
}

/** The URL with user name and password taken out, for messages and output. */
export function withoutCredentials(url: string): string {
  const scheme = url.indexOf('://');
  if (scheme < 0) return url;
  const start = scheme + 3;
  const slash = url.indexOf('/', start);
  const authority = url.slice(start, slash < 0 ? url.length : slash);
  const at = authority.lastIndexOf('@');
  return at < 0 ? url : url.slice(0, start) + authority.slice(at + 1) + (slash < 0 ? '' : url.slice(slash));
}
