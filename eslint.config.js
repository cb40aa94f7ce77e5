import tseslint from "typescript-eslint";

/** `const fn = () =>` at the top of a module: the house writes function declarations. */
const arrowAtTop = {
  selector: "Program > VariableDeclaration > VariableDeclarator > ArrowFunctionExpression",
  message: "Write a function declaration.",
};

export default tseslint.config(
  { ignores: ["build/", "node_modules/", "data/", "coverage/", "public/"] },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/consistent-type-definitions": ["error", "type"],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "no-restricted-syntax": ["error", arrowAtTop, { selector: "ExportDefaultDeclaration > ArrowFunctionExpression", message: "Name it." }],
      "no-restricted-imports": ["error", { paths: [{ name: "remix", message: "The package throws when imported; use @remix-run/*." }], patterns: [{ regex: "^\\.\\./\\.\\./(?!bin/)", message: "Write #app/…, #db/… or #test/…" }] }],
      "eqeqeq": "error",
      "max-params": ["error", 3],
    },
  },
  {
    files: ["app/**/*.{ts,tsx}", "db/**/*.ts"],
    rules: {
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // A row of test.each gives its values one by one; Remix fixes what its entry takes.
    files: ["test/**", "app/entry.server.tsx"],
    rules: { "max-params": "off" },
  },
  {
    // Message files are tables.
    files: ["app/messages/**"],
    rules: { "max-lines": "off" },
  },
);
