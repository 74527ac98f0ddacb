/** `DOMAIN\user`, or what there is of it. */
export function accountOf(domain: string, user: string): string {
  if (user === '') return ''
  return domain === '' || /[\\@]/.test(user) ? user : `${domain}\\${user}`
}
