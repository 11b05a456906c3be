@echo off
rem Starts Lacuna on a Java 25 or newer, wherever this machine keeps one.
rem LACUNA_JAVA names a java to use; LACUNA_OPTS adds options to the JVM.
setlocal DisableDelayedExpansion
set "LIB=%~dp0..\lib"

rem The first java that is new enough. The quotes around the whole command are for cmd, which takes them off.
set "JAVA="
set "HOME_JAVA="
if defined JAVA_HOME set "HOME_JAVA=%JAVA_HOME%\bin\java.exe"
for %%j in ("%LACUNA_JAVA%" "%HOME_JAVA%" "java.exe") do if not defined JAVA if not "%%~j"=="" for /f "tokens=1-3" %%a in ('^""%%~j" -version 2^>^&1^"') do if /i "%%b"=="version" for /f "delims=.-+ " %%f in ("%%~c") do if %%f GEQ 25 set "JAVA=%%~j"
if not defined JAVA for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\jdk-*" "%ProgramFiles%\Java\jdk-*" "%ProgramFiles%\Microsoft\jdk-*" "%ProgramFiles%\Amazon Corretto\jdk*" "%ProgramFiles%\BellSoft\LibericaJDK-*" "%ProgramFiles%\Zulu\zulu-*" "%USERPROFILE%\.jdks\*") do if not defined JAVA if exist "%%~d\bin\java.exe" for /f "tokens=1-3" %%a in ('^""%%~d\bin\java.exe" -version 2^>^&1^"') do if /i "%%b"=="version" for /f "delims=.-+ " %%f in ("%%~c") do if %%f GEQ 25 set "JAVA=%%~d\bin\java.exe"
if not defined JAVA (
  echo lacuna: needs Java 25 or newer, and found none. Install a JDK 25, or name its java.exe in LACUNA_JAVA. 1>&2
  exit /b 1
)

rem A command is over soon, and needs few libraries; a window or a sandbox is not.
set "COLLECTOR="
set "COMPILER="
set "LIBRARIES=%LIB%\*;%LIB%\heavy\*"
for %%c in (scan topics check records groups plan run verify tasks audit config help -h --help -V --version) do if "%~1"=="%%c" set "COLLECTOR=-XX:+UseSerialGC"
for %%c in (topics check groups tasks audit config help -h --help -V --version) do if "%~1"=="%%c" set "COMPILER=-XX:TieredStopAtLevel=1 -Xms32m"
rem A scan may keep a session, with what the journal knows; a data folder is read by the broker's classes.
for %%c in (config help -h --help -V --version) do if "%~1"=="%%c" set "LIBRARIES=%LIB%\*"
rem Two collectors are one too many.
for %%o in (%LACUNA_OPTS%) do for %%g in (Serial Parallel G1 Z Shenandoah Epsilon) do if "%%~o"=="-XX:+Use%%gGC" set "COLLECTOR="

"%JAVA%" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow %COLLECTOR% %COMPILER% %LACUNA_OPTS% -cp "%LIBRARIES%" dev.lacuna.launch.Main %*
exit /b %ERRORLEVEL%
