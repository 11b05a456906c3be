@echo off
rem Starts Lacuna on a Java 25 or newer. LACUNA_JAVA names a java to use; LACUNA_OPTS adds options to the JVM.
setlocal
set "LIB=%~dp0..\lib"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if defined LACUNA_JAVA set "JAVA=%LACUNA_JAVA%"
set "FEATURE=0"
for /f "tokens=3" %%v in ('""%JAVA%" -version 2>&1 ^| findstr /i version"') do for /f "delims=." %%f in ("%%~v") do set "FEATURE=%%f"
if %FEATURE% LSS 25 (
  echo lacuna: needs Java 25 or newer, and found none. Install a JDK 25, or name its java.exe in LACUNA_JAVA. 1>&2
  exit /b 1
)
rem A command is over soon, and needs few libraries; a window or a sandbox is not.
set "COMMAND="
set "LIBRARIES=%LIB%\*;%LIB%\heavy\*"
for %%c in (scan topics check records plan run verify tasks audit config help -h --help -V --version) do if "%~1"=="%%c" set "COMMAND=-XX:+IgnoreUnrecognizedVMOptions -XX:+UseSerialGC"
for %%c in (scan topics check config help -h --help -V --version) do if "%~1"=="%%c" set "LIBRARIES=%LIB%\*"
"%JAVA%" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow %COMMAND% %LACUNA_OPTS% -cp "%LIBRARIES%" dev.lacuna.launch.Main %*
