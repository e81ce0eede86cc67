/* Runs before everything else, as it stands (not compiled): what an old WebView lacks, what the page's policy asks for,
   and the large version, so that nothing jumps. */
(function () {
  // Schemas must not build functions from text: the page's policy forbids even the attempt.
  window.__zod_globalConfig = { jitless: true }
  try {
    if (localStorage.getItem('gongzhi:large') === '1') document.documentElement.setAttribute('data-large', '')
  } catch (_) { /* storage is blocked: the normal version */ }
  var add = function (on, name, value) {
    if (!on[name]) Object.defineProperty(on, name, { value: value, writable: true, configurable: true })
  }
  if (!window.globalThis) window.globalThis = window
  add(Object, 'hasOwn', function (o, k) { return Object.prototype.hasOwnProperty.call(o, k) })
  var at = function (n) { n = Math.trunc(n) || 0; return this[n < 0 ? this.length + n : n] }
  add(Array.prototype, 'at', at)
  add(String.prototype, 'at', at)
  add(String.prototype, 'replaceAll', function (what, by) {
    return what instanceof RegExp ? this.replace(what, by) : typeof by === 'function'
      ? this.split(what).reduce(function (a, b) { return a + by(what) + b })
      : this.split(what).join(by)
  })
  add(Array.prototype, 'findLast', function (test, self) {
    for (var i = this.length - 1; i >= 0; i--) if (test.call(self, this[i], i, this)) return this[i]
  })
})()
