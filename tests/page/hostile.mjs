// SPDX-License-Identifier: Apache-2.0
const RUN = "window.harmed = true";

export const hostile = {
    title: `</title></script><script>${RUN}</script>`,
    party: `<img src=x onerror="${RUN}">`,
    line: `"><svg onload='${RUN}'> & "quotes" 'single'`,
    source: `javascript:${RUN} <a href="javascript:${RUN}">source</a>`,
    names: [
        `<script>${RUN}</script>`,
        `</script><script>${RUN}</script><!--`,
        `"'><img src=x onerror=${RUN}>`,
        "\u202egnp.exe\u202c\u2066\u200f right to left",
        "control \u0001\u0007\u001b[31m and\u0085 more\ttab",
        `{{constructor.constructor('${RUN}')()}} $\{${RUN}}`,
        "x".repeat(10000),
        "'; DROP TABLE settlements; --",
        "=HYPERLINK(\"http://example.org\")"
    ]
};
