import { NextResponse } from "next/server";
import { auth } from "@/lib/auth";

const OPEN = ["/", "/login", "/about"];

export const proxy = auth((request) => {
  const { pathname } = request.nextUrl;
  if (OPEN.includes(pathname)) return NextResponse.next(); // fine: another path
  if (!request.auth) {
    return NextResponse.redirect(new URL("/login", request.url));
  }
  return NextResponse.next();
});

export const config = {
  matcher: [
    "/admin/:path*", // fine: does not cover the route
    "/((?!_next/static|_next/image|favicon.ico).*)", // expect: intercepted-route
  ],
};
