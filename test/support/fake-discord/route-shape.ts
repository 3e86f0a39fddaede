/** A route without the names of its parameters: "POST /channels/:c/messages" and ":channel" are the same. */
export function routeShape(route: string): string {
  return route.replaceAll(/:[a-z]+/g, ":");
}
