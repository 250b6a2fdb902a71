// Strings of the section on sites.

export const sites = {
  live: (n: number) => (n === 1 ? 'site' : 'sites'),
  none: 'No page may show the widget yet.',
  key: 'Publishable key',
  origins: 'Origins',
  token: 'Customer token',
  tokenRequired: 'token required',
  tokenFree: 'no token needed',
  test: 'Test',
  actions: 'Change',
  about: (key: string) => `the site ${key}`,
  requires: 'Opt in only with a customer token',
  requiresHint: 'Signed by the shop’s server, so that a page alone can opt in nobody else.',
  originsHint: 'One a line, such as https://shop.example, or app:com.fresh.shop for an app.',
  add: {
    open: 'Add a site',
    title: 'Add a site',
    means: 'Pages of one shop or app that share a key. The key names the site and allows nothing else.',
    origins: 'Origins',
    test: 'Only to try things out',
    testHint: 'For ever: nothing that its pages record allows a message.',
    doIt: 'Add the site',
  },
  change: {
    open: 'Change',
    title: (origin: string) => `Change the site of ${origin}`,
    means: 'In force within 5 seconds.',
    add: 'Origins to add',
    remove: 'Origins to take away',
    doIt: 'Change',
  },
  secret: {
    open: 'Token secret',
    title: (origin: string) => `Make the token secret of ${origin}`,
    means:
      'The shop’s server signs customer tokens with it. It belongs on a server, never into a page. It replaces the secret before it, which stays good for 24 hours.',
    doIt: 'Make the secret',
    label: 'Token secret',
  },
  end: {
    open: 'End',
    title: (origin: string) => `End the site of ${origin}`,
    means: 'For pages that are gone, or a key that somebody else uses.',
    sure: (origins: string) =>
      `Pages with its key on ${origins} show no widget any more, and nothing can be recorded under it. What was recorded stays.`,
    doIt: 'End the site',
  },
};
