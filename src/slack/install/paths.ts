/** Where each page is, after the base. */
export const paths = {
  install: '/install',
  begin: '/slack/install',
  callback: '/slack/oauth_redirect',
  anew: '/install/anew',
  privacy: '/privacy',
  support: '/support',
} as const;
